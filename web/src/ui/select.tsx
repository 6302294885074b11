// A choice from a list. What stands on the page at first is a plain button;
// Ant Design's select takes its place, already open, when someone reaches for
// it. So the first load carries none of it. What is typed until then is kept, and
// what an input method is just putting together is let finish.
import { ChevronDown } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, lazy, Suspense, use, useRef, useState } from "react";

const load = () => import("./ant-select");
const AntSelect = lazy(load);

export interface Option {
  value: string;
  label: string;
  title?: string;
  /** Options of one group follow one another; the group's name stands above them. */
  group?: string;
  /** Shown at the right of the option. */
  note?: string;
}

interface Common {
  label: string;
  options: readonly Option[];
  placeholder?: string;
  loading?: boolean;
  /** Whether options are found by typing; several to be chosen always are. */
  searchable?: boolean;
  onOpen?: () => void;
}

interface Single extends Common {
  multiple?: false;
  value: string | null;
  onChange: (value: string) => void;
}

interface Multiple extends Common {
  multiple: true;
  value: readonly string[];
  onChange: (values: string[]) => void;
}

export type SelectProps = Single | Multiple;

const labelOf = (options: readonly Option[], value: string) =>
  options.find((o) => o.value === value)?.label ?? value;

const focus = (input: HTMLInputElement | null) => input?.focus();

/** Whether an input method has the key. */
const isComposing = ({ nativeEvent, key, keyCode }: KeyboardEvent) =>
  nativeEvent.isComposing || keyCode === 229 || key === "Process";

const never = new Promise<never>(() => undefined);
/** Keeps what is shown while waiting for as long as it is there. */
const Hold = () => use(never);

export function Select(props: SelectProps) {
  const [live, setLive] = useState(false);
  const [typed, setTyped] = useState("");
  const [composing, setComposing] = useState(false);
  const left = useRef(false);
  const { label, options, placeholder = "", onOpen } = props;
  const values = props.multiple ? props.value : props.value === null ? [] : [props.value];
  const searchable = props.multiple || props.searchable;
  const text = values.map((v) => labelOf(options, v)).join(", ");
  const open = () => {
    setLive(true);
    onOpen?.();
  };
  const leave = (back: boolean) => {
    setLive(false);
    setTyped("");
    setComposing(false);
    left.current = back;
  };
  /** Not where it is replaced, or another window is looked at. */
  const goneOn = ({ currentTarget }: FocusEvent) => {
    if (currentTarget.isConnected && document.activeElement !== currentTarget) leave(false);
  };
  const face = (
    <button
      type="button"
      role="combobox"
      className="select-face"
      ref={(button) => {
        if (left.current) button?.focus();
        left.current = false;
      }}
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={open}
      onBlur={live ? goneOn : undefined}
      onKeyDown={(e) => {
        // What it puts together goes to the field that takes the focus.
        if (isComposing(e)) return searchable && open();
        const letter = e.key.length === 1 && e.key !== " " && !(e.ctrlKey || e.metaKey || e.altKey);
        if (e.key !== "ArrowDown" && !(searchable && letter)) return;
        e.preventDefault();
        if (letter) setTyped(e.key);
        open();
      }}
    >
      <span className={text ? "" : "quiet"}>{text || placeholder}</span>
      <ChevronDown size={14} aria-hidden="true" />
    </button>
  );
  if (!live) return face;
  const waiting = searchable ? (
    <input
      type="text"
      role="combobox"
      className="select-face"
      autoComplete="off"
      ref={focus}
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-busy
      placeholder={text || placeholder}
      value={typed}
      onChange={(e) => setTyped(e.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(e) => {
        setTyped(e.currentTarget.value);
        setComposing(false);
      }}
      onKeyDown={(e) => e.key === "Escape" && !isComposing(e) && leave(true)}
      // Whoever has gone on is not called back once it is loaded.
      onBlur={goneOn}
    />
  ) : (
    face
  );
  return (
    <Suspense fallback={waiting}>
      {composing && <Hold />}
      <AntSelect {...props} typed={typed} />
    </Suspense>
  );
}
