// A line that opens what stands under it.
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";

interface Props {
  title: string;
  /** Whether it is open at first. */
  open?: boolean;
  className?: string;
  children: ReactNode;
}

export function Disclosure({ title, open: first = false, className, children }: Props) {
  const [open, setOpen] = useState(first);
  const id = useId();
  return (
    <div className={className}>
      <button
        type="button"
        className="disclosure"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight size={14} aria-hidden="true" /> {title}
      </button>
      {open && (
        <div id={id} className="disclosed">
          {children}
        </div>
      )}
    </div>
  );
}
