// A named control with a word on where its value comes from.
import type { ReactNode } from "react";

interface Props {
  label: string;
  hint: string | null;
  children: ReactNode;
}

export function Field({ label, hint, children }: Props) {
  return (
    <div className="field">
      <span>{label}</span>
      {children}
      <span className="hint">{hint}</span>
    </div>
  );
}
