// Contracts that are over within 30, 60 or 90 days, the soonest first: with
// whom, until when, over which stations, and what is to come after.
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import type { ContractItem } from "../../api/types";
import { HORIZONS, renewalOf } from "../../model/cooperation";
import { addDays, daysBetween } from "../../model/date";
import { formatCount, formatShortDate } from "../../model/format";
import {
  useContract,
  useCooperationParams,
  useExpiring,
  useExpiringCounts,
} from "../../state/cooperation";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { ExportLinks } from "../../ui/export-links";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";
import { StationLink } from "../../ui/station-link";

/** So soon that it must be seen to now. */
const SOON = 7;
/** Stations that are named below a contract. */
const MOST = 60;

export function Expiring() {
  const { t } = useTranslation();
  const [{ days }] = useCooperationParams();
  const { contracts, query } = useExpiring(days);
  const pages = contracts.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const first = pages[0];
  return (
    <div
      className="card half"
      data-testid="expiring"
      data-days={days}
      data-matched={first?.matched}
    >
      <Section
        title={t("cooperation.contracts")}
        extra={
          <>
            <Horizons />
            <ExportLinks
              path="/api/v1/contracts"
              query={query}
              limit={{ matched: first?.matched ?? null, said: "cooperation.noContractFile" }}
            />
          </>
        }
      >
        {contracts.error ? (
          <ErrorNote error={contracts.error} retry={() => void contracts.refetch()} />
        ) : !first ? (
          <div className="list-waiting">
            <Skeleton lines={13} height={20} />
          </div>
        ) : first.matched === 0 ? (
          <p className="list-empty quiet">
            {t("cooperation.noContracts", { count: Number(days) })}
          </p>
        ) : (
          <div className="scroll-x">
            <table className="data-table compact contracts-table">
              <thead>
                <tr>
                  <th>{t("cooperation.number")}</th>
                  <th className="wide-only">{t("cooperation.counterparty")}</th>
                  <th className="figure wide-only">{t("cooperation.covered")}</th>
                  <th className="figure wide-only">{t("cooperation.lastDay")}</th>
                  <th className="figure">{t("cooperation.daysLeft")}</th>
                  <th>{t("cooperation.renewal")}</th>
                </tr>
              </thead>
              {items.map((contract) => (
                <Row key={contract.number} contract={contract} at={first.at} />
              ))}
            </table>
          </div>
        )}
        {contracts.hasNextPage && first && (
          <button
            type="button"
            className="text-button list-more"
            disabled={contracts.isFetchingNextPage}
            onClick={() => void contracts.fetchNextPage()}
          >
            {t("cooperation.moreContracts", { count: first.matched - items.length })}
          </button>
        )}
      </Section>
    </div>
  );
}

function Horizons() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [{ days }, setParams] = useCooperationParams();
  const counts = useExpiringCounts();
  return (
    <Segments
      look="small"
      label={t("cooperation.horizons")}
      value={days}
      options={HORIZONS.map((value) => ({
        value,
        figure: counts[value],
        label: (
          <>
            {t("cooperation.horizon", { count: Number(value) })}
            <b className="number">
              {counts[value] === null ? "" : formatCount(counts[value], language)}
            </b>
          </>
        ),
      }))}
      onChange={(horizon) => setParams({ days: horizon }, { replace: true })}
    />
  );
}

function Row({ contract, at }: { contract: ContractItem; at: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const id = useId();
  const to = contract.to ?? at;
  const left = daysBetween(at, to);
  const renewal = renewalOf(contract, at);
  return (
    <tbody>
      <tr data-contract={contract.number}>
        <td>
          <button
            type="button"
            className="row-opener"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <ChevronRight size={14} aria-hidden="true" />
            <span className="number">
              {contract.number}
              <small className="phone-only">{contract.counterparty}</small>
            </span>
          </button>
        </td>
        <td className="ellipsis wide-only" title={contract.counterparty}>
          {contract.counterparty}
        </td>
        <td className="figure wide-only">{formatCount(contract.stations_count, language)}</td>
        <td className="figure wide-only">{formatShortDate(addDays(to, -1), language)}</td>
        <td className={`figure ${left <= SOON ? "soon" : ""}`} data-left={left}>
          {formatCount(left, language)}
        </td>
        <td>
          <span className={`renewal ${renewal}`} data-renewal={renewal}>
            {t(`cooperation.renewed.${renewal}`)}
          </span>
        </td>
      </tr>
      {open && (
        <tr className="row-opened" id={id}>
          <td colSpan={6}>
            <Opened contract={contract} at={at} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Opened({ contract, at }: { contract: ContractItem; at: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const detail = useContract(contract.number, at);
  const stations = detail.data?.stations ?? [];
  const shown = stations.slice(0, MOST);
  const day = (date: string) => formatShortDate(date, language);
  const renewal = contract.renewed_by;
  const state = (name: string) => t(`account.contractState.${name}`, { defaultValue: name });
  return (
    <>
      <p className="quiet number">
        {state(contract.state)}
        <span>
          {t("station.until", {
            from: day(contract.from),
            to: day(addDays(contract.to ?? at, -1)),
          })}
        </span>
        {contract.signed_on && (
          <span>{t("account.signedOn", { date: day(contract.signed_on) })}</span>
        )}
        {renewal && (
          <span>
            {t("cooperation.renewedBy", {
              number: renewal.number,
              state: state(renewal.state),
              from: day(renewal.from),
            })}
          </span>
        )}
      </p>
      {detail.isPending && <Skeleton lines={1} height={18} />}
      {detail.error && <ErrorNote error={detail.error} retry={() => void detail.refetch()} />}
      <ul aria-label={t("cooperation.coveredBy", { number: contract.number })}>
        {shown.map((code) => (
          <li key={code}>
            <StationLink code={code} />
          </li>
        ))}
        {stations.length > MOST && (
          <li className="quiet">
            {t("cooperation.moreStations", { count: stations.length - MOST })}
          </li>
        )}
      </ul>
    </>
  );
}
