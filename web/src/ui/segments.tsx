// One of a few that exclude each other, all in sight.
import type { ReactNode } from "react";

interface Option<T extends string> {
  value: T;
  label: ReactNode;
  /** The number that the label tells, as it came. */
  figure?: string | number | null;
}

interface Props<T extends string> {
  label: string;
  /** Null where none of them holds. */
  value: T | null;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  /** Small stands beside a heading, wide takes the whole width. */
  look?: "small" | "wide";
  /** A last one that opens something. */
  children?: ReactNode;
}

export function Segments<T extends string>(props: Props<T>) {
  const { label, value, options, onChange, look, children } = props;
  return (
    <div className={look ? `segments ${look}` : "segments"} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          data-option={option.value}
          data-value={option.figure ?? undefined}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
      {children}
    </div>
  );
}
