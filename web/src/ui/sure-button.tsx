// A button for what cannot be taken back: it asks once more in its own place.
import { type ReactNode, useEffect, useState } from "react";

/** For so long it waits for the second click. */
const PATIENCE_MS = 5_000;

interface Props {
  /** What stands on it when it asks. */
  sure: string;
  label?: string;
  className?: string;
  disabled?: boolean;
  onSure: () => void;
  children: ReactNode;
}

export function SureButton({
  sure,
  label,
  className = "button",
  disabled,
  onSure,
  children,
}: Props) {
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => setAsking(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [asking]);
  return (
    <button
      type="button"
      className={asking ? `${className} danger` : className}
      aria-label={asking ? sure : label}
      title={asking ? sure : label}
      disabled={disabled}
      onBlur={() => setAsking(false)}
      onClick={() => {
        if (!asking) return setAsking(true);
        setAsking(false);
        onSure();
      }}
    >
      {asking ? sure : children}
    </button>
  );
}
