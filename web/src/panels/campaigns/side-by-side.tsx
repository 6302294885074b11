// Several campaigns side by side: what each brought, how sure that is, and what it cost.
import "./campaigns.css";
import "../campaign/campaign.css";
import "../../ui/campaign-texts";
import { lazy, Suspense, useMemo, useState } from "react";
import { asProblem } from "../../api/problem";
import { changedIn, isOption } from "../../model/uplift";
import {
  MOST_CODES,
  useComparedCodes,
  useCompareOptions,
  useComparisons,
} from "../../state/uplift";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { Options } from "../campaign/options";
import { PageFrame } from "../page/page-frame";
import { ChosenCampaigns } from "./chosen";
import { comparedRows } from "./compared-rows";
import { ComparisonTable } from "./comparison-table";
import { Tally } from "./tally";
import { UpLink } from "./up-link";

const OptionsForm = lazy(() => import("../campaign/options-form"));

export function SideBySide() {
  const { t } = useTranslation();
  const [{ codes: asked }, set] = useComparedCodes();
  const [options] = useCompareOptions();
  const [adjusting, setLaid] = useState(false);
  const codes = asked.slice(0, MOST_CODES);
  const { data, error, refetch, isPlaceholderData } = useComparisons(codes, options);
  const laid = adjusting || (error !== null && changedIn(options).length > 0);
  // An answer to the choice before holds campaigns that are gone from it.
  const rows = useMemo(
    () => comparedRows(data ?? []).filter(({ code }) => asked.includes(code)),
    [data, asked],
  );
  return (
    <PageFrame
      title={t("campaigns.sideBySide")}
      up={<UpLink />}
      asks={["date"]}
      own={<Options question={null} open={laid} onOpen={setLaid} />}
    >
      <div className="cards" data-testid="side-by-side">
        {laid && (
          <Suspense fallback={<div className="card" style={{ minHeight: 130 }} />}>
            <OptionsForm question={null} begin={null} error={error} />
          </Suspense>
        )}
        <ChosenCampaigns codes={codes} onCodes={(next) => set({ codes: next })} />
        {codes.length === 0 ? (
          <div className="card campaigns-none">
            <h2>{t("campaigns.nothingChosen")}</h2>
            <p className="quiet">{t("campaigns.nothingChosenHint")}</p>
          </div>
        ) : error ? (
          <div className="card section">
            {isOption(asProblem(error).parameter) ? (
              <p className="quiet">{t("uplift.putRight")}</p>
            ) : (
              <ErrorNote error={error} retry={() => void refetch()} />
            )}
          </div>
        ) : !data ? (
          <div className="card section" style={{ minHeight: 96 + codes.length * 53 }}>
            <Skeleton lines={codes.length + 2} height={30} />
          </div>
        ) : (
          <>
            <Tally rows={rows} />
            <ComparisonTable rows={rows} waiting={isPlaceholderData} />
          </>
        )}
      </div>
    </PageFrame>
  );
}
