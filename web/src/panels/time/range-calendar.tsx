// Ant Design's range of days, opened over the period button.
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { AntSurroundings } from "../../ui/ant-surroundings";
import { useIsPhone } from "../../ui/use-media";

interface Props {
  /** First and last day, both in the range. */
  first: string;
  last: string;
  latest: string;
  onPick: (first: string, last: string) => void;
  close: () => void;
}

const text = (day: dayjs.Dayjs) => day.format("YYYY-MM-DD");

export default function RangeCalendar({ first, last, latest, onPick, close }: Props) {
  const phone = useIsPhone();
  return (
    <AntSurroundings>
      <DatePicker.RangePicker
        open
        autoFocus
        allowClear={false}
        defaultValue={[dayjs(first), dayjs(last)]}
        maxDate={dayjs(latest)}
        placement={phone ? "bottomLeft" : "topRight"}
        className="calendar-anchor"
        classNames={{ popup: { root: "range-popup" } }}
        onChange={(picked) => {
          const [from, to] = picked ?? [];
          if (from && to) onPick(text(from), text(to));
        }}
        onOpenChange={(open) => !open && close()}
      />
    </AntSurroundings>
  );
}
