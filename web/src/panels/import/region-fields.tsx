// Which set the regions of a file belong to, and their level where the file does not say it.
import { useState } from "react";
import type { ImportParams } from "../../model/imports";
import { useTranslation } from "../../ui/i18n";
import { Field } from "./field";

interface Props {
  params: ImportParams;
  change: (patch: Partial<ImportParams>) => void;
}

export function RegionFields({ params, change }: Props) {
  const { t } = useTranslation();
  const row = (name: "into" | "step") => (
    <Field label={t(`imports.${name}`)} hint={t(`imports.${name}Hint`)}>
      <Text
        label={t(`imports.${name}`)}
        value={params[name] ?? ""}
        said={(value) => change({ [name]: value || null })}
      />
    </Field>
  );
  return (
    <>
      {row("into")}
      {row("step")}
    </>
  );
}

/** Said when it is left, so that not every letter is a look. */
function Text({
  label,
  value,
  said,
}: {
  label: string;
  value: string;
  said: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  return (
    <input
      type="text"
      autoComplete="off"
      maxLength={64}
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text.trim() !== value && said(text.trim())}
      onKeyDown={(event) => event.key === "Enter" && said(text.trim())}
    />
  );
}
