// A heading of a table by which its rows can be put in order.
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import type { Order } from "../model/order";

interface Props<C extends string> {
  column: C;
  order: Order<C>;
  onOrder: (order: Order<C>) => void;
  /** Numbers stand at the right, and the greatest come first. */
  figure?: boolean;
  title?: string;
  children: ReactNode;
}

export function SortHead<C extends string>(props: Props<C>) {
  const { column, order, onOrder, figure = false, title, children } = props;
  const mine = order.column === column;
  const Arrow = order.down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={figure ? "figure" : undefined}
      aria-sort={mine ? (order.down ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className="sort-head"
        title={title}
        onClick={() => onOrder({ column, down: mine ? !order.down : figure })}
      >
        {children}
        <Arrow size={12} aria-hidden="true" style={mine ? undefined : { visibility: "hidden" }} />
      </button>
    </th>
  );
}
