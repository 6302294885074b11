// Ant Design's select behind ui/select: opened as soon as it is there.
import { Select } from "antd";
import { useEffect, useState } from "react";
import { AntSurroundings } from "./ant-surroundings";
import type { SelectProps } from "./select";

/** As Ant Design wants them: a heading with its options below. */
function inGroups(options: SelectProps["options"]) {
  const groups: { label: string; title: string; options: SelectProps["options"][number][] }[] = [];
  for (const option of options) {
    if (!option.group) return options.map((o) => ({ ...o }));
    const last = groups.at(-1);
    if (last?.label === option.group) last.options.push(option);
    else groups.push({ label: option.group, title: "", options: [option] });
  }
  return groups;
}

/** With what was typed before it was there. */
export default function AntSelect(props: SelectProps & { typed: string }) {
  const { label, options, placeholder, loading, onOpen, multiple, value, onChange } = props;
  const { searchable, typed } = props;
  const [search, setSearch] = useState("");
  // Once it stands: as it is made, Ant Design clears what is searched for.
  useEffect(() => setSearch(typed), [typed]);
  return (
    <AntSurroundings>
      <Select<string | string[]>
        defaultOpen
        autoFocus
        style={{ width: "100%" }}
        aria-label={label}
        placeholder={placeholder}
        loading={loading ?? false}
        showSearch={
          multiple || searchable
            ? { optionFilterProp: "label", searchValue: search, onSearch: setSearch }
            : false
        }
        {...(multiple ? { mode: "multiple", allowClear: true, maxTagCount: "responsive" } : {})}
        value={multiple ? [...value] : (value ?? "")}
        onChange={(next) => (onChange as (next: string | string[]) => void)(next)}
        onOpenChange={(open) => open && onOpen?.()}
        options={inGroups(options)}
        listHeight={360}
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
