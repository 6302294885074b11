// A few values of which any number may be chosen, all in sight at once.
import { toggled } from "../../model/view";

interface Props {
  label: string;
  values: readonly { value: string; text: string; colour?: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

export function Chips({ label, values, chosen, onChange }: Props) {
  return (
    <fieldset className="chips">
      <legend>{label}</legend>
      <div>
        {values.map(({ value, text, colour }) => (
          <button
            key={value}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(value)}
            onClick={() => onChange(toggled(chosen, value))}
          >
            {colour && <i className="swatch" style={{ background: colour }} />}
            {text}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
