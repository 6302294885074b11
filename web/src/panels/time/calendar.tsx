// Ant Design's calendar, opened over the date button.
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { AntSurroundings } from "../../ui/ant-surroundings";

interface Props {
  value: string;
  min?: string;
  max?: string;
  onPick: (date: string) => void;
  close: () => void;
}

export default function Calendar({ value, min, max, onPick, close }: Props) {
  return (
    <AntSurroundings>
      <DatePicker
        open
        autoFocus
        allowClear={false}
        // Its "now" is the reader's, and the network's today has a button of its own.
        showNow={false}
        value={dayjs(value)}
        minDate={min ? dayjs(min) : undefined}
        maxDate={max ? dayjs(max) : undefined}
        placement="topRight"
        className="calendar-anchor"
        onChange={(picked) => picked && onPick(picked.format("YYYY-MM-DD"))}
        onOpenChange={(open) => !open && close()}
      />
    </AntSurroundings>
  );
}
