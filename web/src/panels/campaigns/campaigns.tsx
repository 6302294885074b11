// All campaigns: when they were, what they are, and what they brought.
import "./campaigns.css";
import "../../ui/campaign-texts";
import { Columns3, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { isMeant, MECHANISMS, orderedCampaigns } from "../../model/campaigns";
import { formatCount } from "../../model/format";
import { useCampaigns } from "../../state/campaigns";
import { useGoTo } from "../../state/pages";
import { useLanguage } from "../../state/preferences";
import { MOST_CODES } from "../../state/uplift";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { PageFrame } from "../page/page-frame";
import { CampaignTable } from "./campaign-table";
import { CampaignFilters } from "./filters";
import { NO_CHOICE, useListParams } from "./params";
import { CampaignStrip } from "./strip";
import { MechanismTag } from "./words";

const CampaignForm = lazy(() => import("./campaign-form"));

export function Campaigns() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [params, set] = useListParams();
  const { data, error, refetch } = useCampaigns();
  const goTo = useGoTo();
  const [pointed, setPointed] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const add = () => setAdding(true);
  const shown = orderedCampaigns(data?.items.filter((c) => isMeant(c, params)) ?? [], params.sort);
  const all = data?.items.length ?? 0;
  // What is deleted, or not there on the date in view, is no choice.
  const picked = params.pick.filter((code) => data?.items.some((c) => c.code === code));
  const compared = picked.length > 0 ? picked : shown.map((campaign) => campaign.code);
  const tooMany = compared.length > MOST_CODES;
  return (
    <PageFrame
      title={t("nav.campaigns")}
      asks={["date"]}
      own={<CampaignFilters />}
      extra={
        <button
          type="button"
          className="button folds"
          aria-label={t("campaigns.add")}
          onClick={add}
        >
          <Plus size={15} aria-hidden="true" /> <span>{t("campaigns.add")}</span>
        </button>
      }
    >
      {error && !data ? (
        <ErrorNote error={error} retry={() => void refetch()} />
      ) : !data ? (
        <div className="cards">
          <div className="card section">
            <Skeleton lines={4} height={20} />
          </div>
          <div className="card section">
            <Skeleton lines={12} height={26} />
          </div>
        </div>
      ) : all === 0 ? (
        <div className="campaigns-none">
          <h2>{t("campaigns.none")}</h2>
          <p className="quiet">{t("campaigns.noneHint")}</p>
          <button type="button" className="button primary" onClick={add}>
            <Plus size={15} aria-hidden="true" /> {t("campaigns.add")}
          </button>
        </div>
      ) : (
        <div className="cards">
          <section className="card section" aria-label={t("campaigns.strip")}>
            <header>
              <h2>{t("campaigns.strip")}</h2>
              <p className="strip-legend">
                {MECHANISMS.map((mechanism) => (
                  <MechanismTag key={mechanism} mechanism={mechanism} />
                ))}
              </p>
            </header>
            <CampaignStrip
              campaigns={data.items}
              day={data.at}
              isShown={(campaign) => isMeant(campaign, params)}
              pointed={pointed}
              onPoint={setPointed}
            />
          </section>
          <section className="card" aria-label={t("campaigns.list")}>
            <header className="table-head">
              <h2>
                {t("campaigns.list")}{" "}
                <span className="quiet number" data-testid="campaign-count">
                  {shown.length === all
                    ? formatCount(all, language)
                    : t("campaigns.someOf", {
                        some: formatCount(shown.length, language),
                        all: formatCount(all, language),
                      })}
                </span>
              </h2>
              {tooMany && (
                <span className="quiet">{t("campaigns.tooMany", { most: MOST_CODES })}</span>
              )}
              {picked.length > 0 && (
                <button type="button" className="text-button" onClick={() => set({ pick: [] })}>
                  {t("campaigns.unpick")}
                </button>
              )}
              <button
                type="button"
                className={`button ${picked.length > 1 ? "primary" : ""}`}
                disabled={compared.length === 0 || tooMany}
                onClick={() => goTo("/campaigns/comparison", { codes: compared.join(",") })}
              >
                <Columns3 size={15} aria-hidden="true" />
                {picked.length > 0
                  ? t("campaigns.compare", { count: picked.length })
                  : t("campaigns.compareAll")}
              </button>
            </header>
            {shown.length > 0 ? (
              <CampaignTable
                campaigns={shown}
                order={params.sort}
                onOrder={(sort) => set({ sort }, { replace: true })}
                picked={picked}
                onPick={(pick) => set({ pick }, { replace: true })}
                pointed={pointed}
                onPoint={setPointed}
              />
            ) : (
              <p className="section quiet">
                {t("campaigns.noMatch")}{" "}
                <button type="button" className="text-button" onClick={() => set(NO_CHOICE)}>
                  {t("panel.clearFilters")}
                </button>
              </p>
            )}
          </section>
        </div>
      )}
      {adding && (
        <Suspense fallback={null}>
          <CampaignForm
            campaign={null}
            close={() => setAdding(false)}
            done={(code) => goTo(`/campaigns/${encodeURIComponent(code)}`)}
          />
        </Suspense>
      )}
    </PageFrame>
  );
}
