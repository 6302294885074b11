// A day in a form: Ant Design's field, loaded with the form.
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useId } from "react";
import { AntSurroundings } from "./ant-surroundings";

interface Props {
  label: string;
  value: string;
  onChange: (date: string) => void;
}

export function DateField({ label, value, onChange }: Props) {
  const id = useId();
  return (
    <label htmlFor={id}>
      <span>{label}</span>
      <AntSurroundings>
        <DatePicker
          id={id}
          allowClear={false}
          showNow={false}
          format="YYYY-MM-DD"
          // What stands outside of a modal dialog cannot be reached.
          getPopupContainer={(field) => field.closest("dialog") ?? document.body}
          value={dayjs(value)}
          onChange={(picked) => picked && onChange(picked.format("YYYY-MM-DD"))}
        />
      </AntSurroundings>
    </label>
  );
}
