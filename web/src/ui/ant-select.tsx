// Ant Design's select behind ui/select: opened as soon as it is there.
import { Select } from "antd";
import { AntSurroundings } from "./ant-surroundings";
import type { SelectProps } from "./select";

export default function AntSelect(props: SelectProps) {
  const { label, options, placeholder, loading, onOpen, multiple, value, onChange } = props;
  return (
    <AntSurroundings>
      <Select<string | string[]>
        defaultOpen
        autoFocus
        style={{ width: "100%" }}
        aria-label={label}
        placeholder={placeholder}
        loading={loading ?? false}
        showSearch={multiple ? { optionFilterProp: "label" } : false}
        {...(multiple ? { mode: "multiple", allowClear: true, maxTagCount: "responsive" } : {})}
        value={multiple ? [...value] : (value ?? "")}
        onChange={(next) => (onChange as (next: string | string[]) => void)(next)}
        onOpenChange={(open) => open && onOpen?.()}
        options={options.map((o) => ({ ...o }))}
        optionRender={(option) => (
          <span className="choice">
            <span>{option.label}</span>
            {option.data.note && <span className="quiet number">{option.data.note}</span>}
          </span>
        )}
      />
    </AntSurroundings>
  );
}
