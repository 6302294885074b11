// A campaign: what it is, who takes part, and what would have happened without it.
import "../campaigns/campaigns.css";
import "./campaign.css";
import "../../ui/campaign-texts";
import { BookmarkPlus, Pencil } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { asProblem } from "../../api/problem";
import { changedIn, checksOf, isOption } from "../../model/uplift";
import { useCampaign } from "../../state/campaigns";
import { useCompareOptions, useComparison, useSavedComparison, useShown } from "../../state/uplift";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { UpLink } from "../campaigns/up-link";
import { StateTag } from "../campaigns/words";
import { PageFrame } from "../page/page-frame";
import { Checks } from "./checks";
import { Cost } from "./cost";
import { Facts } from "./facts";
import { Groups } from "./groups";
import { Headline } from "./headline";
import { Options } from "./options";
import { Participants } from "./participants";
import { Saved } from "./saved";
import { SavedBanner } from "./saved-banner";
import { WeekSeries } from "./series";

const CampaignForm = lazy(() => import("../campaigns/campaign-form"));
const OptionsForm = lazy(() => import("./options-form"));
const SaveForm = lazy(() => import("./save-form"));

function Waiting() {
  return (
    <>
      <div className="card two-thirds section" style={{ minHeight: 430 }}>
        <Skeleton lines={9} height={24} />
      </div>
      <div className="card third section" style={{ minHeight: 430 }}>
        <Skeleton lines={9} height={24} />
      </div>
      <div className="card two-thirds section" style={{ minHeight: 420 }}>
        <Skeleton lines={9} height={24} />
      </div>
      <div className="card third section" style={{ minHeight: 420 }}>
        <Skeleton lines={9} height={24} />
      </div>
    </>
  );
}

export function Campaign({ code }: { code: string }) {
  const { t } = useTranslation();
  const campaign = useCampaign(code);
  const [options] = useCompareOptions();
  const [shown] = useShown();
  const live = useComparison(code, shown.saved === 0 ? options : null);
  const saved = useSavedComparison(code, shown.saved);
  const comparison = shown.saved === 0 ? live : saved;
  const answer = shown.saved === 0 ? live.data : saved.data?.answer;
  const checks = useMemo(() => (answer ? checksOf(answer) : []), [answer]);
  const [adjusting, setLaid] = useState(false);
  // What is refused is told at its field.
  const laid = adjusting || (live.error !== null && changedIn(options).length > 0);
  const [editing, setEditing] = useState(false);
  const [saving, setSaving] = useState(false);
  const facts = campaign.data;
  const missing = campaign.error && asProblem(campaign.error).status === 404;
  return (
    <PageFrame
      title={facts?.name ?? code}
      up={<UpLink />}
      asks={["date"]}
      own={
        shown.saved === 0 &&
        !missing && (
          <Options question={live.data?.question ?? null} open={laid} onOpen={setLaid}>
            <button
              type="button"
              className="button folds"
              aria-label={t("uplift.save")}
              title={t("uplift.save")}
              disabled={!live.data?.estimate || live.isPlaceholderData}
              onClick={() => setSaving(true)}
            >
              <BookmarkPlus size={15} aria-hidden="true" /> <span>{t("uplift.save")}</span>
            </button>
          </Options>
        )
      }
      extra={
        facts && (
          <>
            <span className="campaign-code mono">{code}</span>
            <StateTag state={facts.state} />
            <button
              type="button"
              className="button folds"
              aria-label={t("campaigns.edit")}
              onClick={() => setEditing(true)}
            >
              <Pencil size={14} aria-hidden="true" /> <span>{t("campaigns.edit")}</span>
            </button>
          </>
        )
      }
    >
      {missing ? (
        <div className="campaigns-none">
          <h2>{t("campaigns.missing", { code })}</h2>
          <p className="quiet">{t("campaigns.missingHint")}</p>
        </div>
      ) : campaign.error && !facts ? (
        <ErrorNote error={campaign.error} retry={() => void campaign.refetch()} />
      ) : (
        <div className="cards" data-testid="campaign" aria-busy={live.isPlaceholderData}>
          {facts ? (
            <Facts campaign={facts} />
          ) : (
            <div className="card section" style={{ minHeight: 66 }}>
              <Skeleton lines={2} height={14} />
            </div>
          )}
          {shown.saved > 0 && <SavedBanner saved={saved.data} />}
          {shown.saved === 0 && laid && (
            <Suspense fallback={<div className="card" style={{ minHeight: 130 }} />}>
              <OptionsForm
                question={live.data?.question ?? null}
                begin={facts?.from ?? null}
                error={live.error}
              />
            </Suspense>
          )}
          {comparison.error ? (
            <div className="card section">
              {isOption(asProblem(comparison.error).parameter) ? (
                <p className="quiet">{t("uplift.putRight")}</p>
              ) : (
                <ErrorNote error={comparison.error} retry={() => void comparison.refetch()} />
              )}
            </div>
          ) : !answer ? (
            <Waiting />
          ) : (
            <>
              <Headline answer={answer} checks={checks} />
              <Checks answer={answer} checks={checks} />
              {answer.from && (
                <>
                  <WeekSeries answer={answer} />
                  <Cost answer={answer} funder={facts?.funded_by} checks={checks} />
                </>
              )}
            </>
          )}
          {facts && <Participants campaign={facts} />}
          <div className="card-stack">
            {answer && <Groups answer={answer} />}
            <Saved code={code} />
          </div>
        </div>
      )}
      <Suspense fallback={null}>
        {editing && facts && (
          <CampaignForm campaign={facts} close={() => setEditing(false)} done={() => undefined} />
        )}
        {saving && live.data && <SaveForm answer={live.data} close={() => setSaving(false)} />}
      </Suspense>
    </PageFrame>
  );
}
