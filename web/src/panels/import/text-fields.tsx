// How a text is written: its encoding and what stands between its cells.
import { DELIMITERS, ENCODINGS, type ImportParams } from "../../model/imports";
import { useTranslation } from "../../ui/i18n";
import { Select } from "../../ui/select";
import { Field } from "./field";

const NAMES: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  tab: "tab",
  "|": "bar",
};

interface Props {
  /** As it was told from the text; nothing where that failed. */
  encoding?: string | null | undefined;
  delimiter?: string | null | undefined;
  params: ImportParams;
  change: (patch: Partial<ImportParams>) => void;
}

export function TextFields({ encoding, delimiter, params, change }: Props) {
  const { t } = useTranslation();
  const all = (known: readonly string[], more: string | null | undefined) => [
    ...new Set(more ? [...known, more] : known),
  ];
  const hint = (said: string | null, found: string | null | undefined) =>
    said === null && found ? t("imports.told") : null;
  return (
    <>
      <Field label={t("imports.encoding")} hint={hint(params.encoding, encoding)}>
        <Select
          label={t("imports.encoding")}
          value={params.encoding ?? encoding ?? null}
          options={all(ENCODINGS, encoding).map((value) => ({
            value,
            label: value.toUpperCase(),
          }))}
          onChange={(value) => change({ encoding: value })}
        />
      </Field>
      <Field label={t("imports.delimiter")} hint={hint(params.delimiter, delimiter)}>
        <Select
          label={t("imports.delimiter")}
          value={params.delimiter ?? delimiter ?? null}
          options={all(DELIMITERS, delimiter).map((value) => ({
            value,
            label: t(`imports.delimiters.${NAMES[value] ?? "other"}`, { sign: value }),
          }))}
          // The columns are others then.
          onChange={(value) => change({ delimiter: value, columns: [] })}
        />
      </Field>
    </>
  );
}
