// How far the estimate can be believed: what was looked at, what is wrong, what to do about it.
import { Info, Check as Tick, TriangleAlert } from "lucide-react";
import type { Comparison } from "../../api/campaigns";
import { formatCount } from "../../model/format";
import type { Check, Level } from "../../model/uplift";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { CampaignLink } from "../campaigns/words";
import { useAmounts } from "./amounts";

const ICONS = { good: Tick, note: Info, bad: TriangleAlert } satisfies Record<Level, unknown>;

function CheckLine({ check, answer }: { check: Check; answer: Comparison }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { share } = useAmounts(answer.unit);
  const { kind, level, warning } = check;
  const { treated, controls, estimate } = answer;
  const trend = estimate?.pre_trend;
  const count = (n: number) => formatCount(n, language);
  const filled = {
    count: warning?.stations ?? treated.used,
    stations: count(warning?.stations ?? 0),
    controls: count(controls.used),
    used: count(treated.used),
    candidates: count(treated.candidates),
    trend: share(trend?.estimate ?? null),
    low: share(trend?.low ?? null),
    high: share(trend?.high ?? null),
  };
  const Icon = ICONS[level];
  const words = { ...filled, defaultValue: warning?.detail ?? "" };
  const said =
    level === "good"
      ? t(`uplift.checkGood.${kind}`, words)
      : // That it cannot be told is nothing the server warns of.
        kind === "pre_trend" && !warning
        ? t("uplift.trendUnknown")
        : t(`uplift.checkText.${kind}`, words);
  return (
    <li data-check={kind} data-level={level}>
      <Icon size={15} aria-label={t(`uplift.level.${level}`)} />
      <div>
        <b>{t(`uplift.checkTitle.${kind}`, { defaultValue: kind })}</b>
        <p>{said}</p>
        {warning && warning.campaigns.length > 0 && (
          <p className="check-campaigns">
            {warning.campaigns.map((code) => (
              <CampaignLink key={code} code={code} className="text-button">
                {code}
              </CampaignLink>
            ))}
          </p>
        )}
        {level !== "good" && (
          <p className="advice">{t(`uplift.checkAdvice.${kind}`, { defaultValue: "" })}</p>
        )}
      </div>
    </li>
  );
}

export function Checks({ answer, checks }: { answer: Comparison; checks: readonly Check[] }) {
  const { t } = useTranslation();
  const doubts = checks.filter(({ level }) => level === "bad").length;
  return (
    <section className="card third section checks" aria-label={t("uplift.checks")}>
      <header>
        <h2>{t("uplift.checks")}</h2>
        {answer.estimate && (
          <span className="quiet">
            {doubts > 0 ? t("uplift.doubts", { count: doubts }) : t("uplift.sound")}
          </span>
        )}
      </header>
      {checks.length === 0 ? (
        <p className="quiet">{t("uplift.nothingToCheck")}</p>
      ) : (
        <ul data-testid="checks">
          {checks.map((check) => (
            <CheckLine key={check.kind} check={check} answer={answer} />
          ))}
        </ul>
      )}
    </section>
  );
}
