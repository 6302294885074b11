// Makes a campaign, or changes one. What is wrong is said at its field, in our
// words, and why where it was the server that refused.
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useId, useState } from "react";
import type { Campaign } from "../../api/campaigns";
import { asProblem } from "../../api/problem";
import {
  bodyOf,
  type CampaignDraft,
  DRAFT_FIELDS,
  type DraftField,
  draftOf,
  faultsOf,
} from "../../model/campaign-draft";
import { FUNDERS, MECHANISMS } from "../../model/campaigns";
import { useWriteCampaign } from "../../state/campaigns";
import { useNetwork } from "../../state/queries";
import { showToast } from "../../state/toasts";
import { AntSurroundings } from "../../ui/ant-surroundings";
import { Dialog } from "../../ui/dialog";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { problemReason } from "../../ui/problem-reason";
import { DeleteCampaign } from "./delete-campaign";
import { useCampaignWords } from "./words";

interface Props {
  /** Null makes a new one. */
  campaign: Campaign | null;
  close: () => void;
  done: (code: string) => void;
}

export default function CampaignForm({ campaign, close, done }: Props) {
  const { t } = useTranslation();
  const word = useCampaignWords();
  const today = useNetwork().data?.today ?? "";
  const [draft, setDraft] = useState<CampaignDraft>(() => draftOf(campaign, today));
  const [tried, setTried] = useState(false);
  const write = useWriteCampaign(campaign?.code ?? null);
  const id = useId();

  const problem = write.error ? asProblem(write.error) : null;
  const reason = problem && problemReason(problem, t);
  // A code that is taken is told without naming the field.
  const field =
    problem?.status === 409 ? "code" : DRAFT_FIELDS.find((name) => name === problem?.parameter);
  const faults = tried ? faultsOf(draft) : {};
  const set = (patch: Partial<CampaignDraft>) => {
    setDraft((now) => ({ ...now, ...patch }));
    if (write.error) write.reset();
  };
  const errorId = (name: DraftField) => `${id}-${name}-error`;
  const isWrong = (name: DraftField) => name in faults || field === name;

  const row = (name: DraftField, control: ReactNode, hint?: string) => (
    <div className="form-row">
      <label htmlFor={`${id}-${name}`}>{t(`campaigns.form.${name}`)}</label>
      <div>
        {control}
        {isWrong(name) ? (
          <p className="field-error" id={errorId(name)} role="alert">
            {faults[name]
              ? t(`campaigns.fault.${faults[name]}`)
              : problem?.status === 409
                ? t("campaigns.fault.taken")
                : t("campaigns.fault.refused")}
            {field === name && problem?.status !== 409 && reason && <small>{reason}</small>}
          </p>
        ) : (
          hint && <p className="hint">{hint}</p>
        )}
      </div>
    </div>
  );
  const described = (name: DraftField) => ({
    id: `${id}-${name}`,
    "aria-invalid": isWrong(name),
    "aria-describedby": isWrong(name) ? errorId(name) : undefined,
  });
  const textField = (name: "code" | "name" | "budget", more: object = {}) => (
    <input
      type="text"
      autoComplete="off"
      value={draft[name]}
      onChange={(e) => set({ [name]: e.target.value })}
      {...described(name)}
      {...more}
    />
  );
  const dateField = (name: "from" | "to") => (
    <AntSurroundings>
      <DatePicker
        allowClear={name === "to"}
        showNow={false}
        format="YYYY-MM-DD"
        // What stands outside of a modal dialog cannot be reached.
        getPopupContainer={(field) => field.closest("dialog") ?? document.body}
        placeholder={name === "to" ? t("campaigns.noEnd") : ""}
        {...(isWrong(name) ? { status: "error" as const } : {})}
        value={draft[name] ? dayjs(draft[name]) : null}
        onChange={(picked) => set({ [name]: picked ? picked.format("YYYY-MM-DD") : "" })}
        {...described(name)}
      />
    </AntSurroundings>
  );
  const chips = (
    name: "mechanism" | "funded_by",
    words: readonly string[],
    say: (word: string) => string,
  ) => (
    <div className="form-chips" role="group" aria-label={t(`campaigns.form.${name}`)}>
      {words.map((value) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={draft[name] === value}
          onClick={() => set({ [name]: value })}
        >
          {say(value)}
        </button>
      ))}
    </div>
  );

  const save = () => {
    setTried(true);
    if (Object.keys(faultsOf(draft)).length > 0) return;
    write.mutate(bodyOf(draft), {
      onSuccess: (made) => {
        showToast({ text: t("campaigns.saved", { name: made.name }), tone: "good" });
        close();
        done(made.code);
      },
    });
  };
  return (
    <Dialog
      title={campaign ? t("campaigns.editOf", { name: campaign.name }) : t("campaigns.add")}
      width={520}
      onClose={close}
    >
      <form
        className="campaign-form"
        data-testid="campaign-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          save();
        }}
      >
        {!campaign &&
          row("code", textField("code", { maxLength: 64 }), t("campaigns.form.codeHint"))}
        {row("name", textField("name"), campaign ? undefined : t("campaigns.form.nameHint"))}
        {row("mechanism", chips("mechanism", MECHANISMS, word.mechanism))}
        {row("funded_by", chips("funded_by", FUNDERS, word.funder))}
        {row("from", dateField("from"))}
        {row("to", dateField("to"), t("campaigns.form.toHint"))}
        {row(
          "budget",
          textField("budget", { inputMode: "decimal" }),
          t("campaigns.form.budgetHint"),
        )}
        {write.error && !field && <ErrorNote error={write.error} />}
        <div className="form-actions">
          <button type="submit" className="button primary" disabled={write.isPending}>
            {t("campaigns.save")}
          </button>
          <button type="button" className="button" onClick={close}>
            {t("campaigns.cancel")}
          </button>
          {campaign && <DeleteCampaign campaign={campaign} />}
        </div>
      </form>
    </Dialog>
  );
}
