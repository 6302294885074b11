// What a campaign brought, in a row of the list: asked for only once it is in sight.
import { TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { formatRelative } from "../../model/figure";
import { NOTHING } from "../../model/format";
import { checksOf, isDoubtful, USUAL_OPTIONS, verdictOf } from "../../model/uplift";
import { useLanguage } from "../../state/preferences";
import { useComparison } from "../../state/uplift";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";

/** True from the first time on that the element is in sight. */
function useSeen<E extends Element>() {
  const element = useRef<E>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !element.current) return;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [seen]);
  return [element, seen] as const;
}

export function UpliftCell({ code, state }: { code: string; state: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [cell, seen] = useSeen<HTMLTableCellElement>();
  const begun = state !== "planned";
  const { data, error } = useComparison(code, seen && begun ? USUAL_OPTIONS : null);
  const estimate = data?.estimate;
  const doubtful = data ? isDoubtful(checksOf(data)) : false;
  const share = (value: number) => formatRelative(value, language);
  return (
    <td
      ref={cell}
      className="figure uplift-cell"
      data-uplift={estimate?.uplift.estimate ?? ""}
      data-verdict={begun ? (data ? verdictOf(estimate) : undefined) : "none"}
      data-doubtful={doubtful || undefined}
    >
      {!begun ? (
        <small>{t("campaigns.notYet")}</small>
      ) : error ? (
        <small>{t("error.title")}</small>
      ) : !data ? (
        <Skeleton lines={1} height={28} />
      ) : !estimate ? (
        <small title={t("uplift.none")}>{NOTHING}</small>
      ) : (
        <>
          <b>
            {doubtful && <TriangleAlert size={13} aria-label={t("uplift.doubtful")} />}
            {verdictOf(estimate) === "unclear"
              ? t("uplift.short.unclear")
              : share(estimate.uplift.estimate)}
          </b>
          <small>
            {t("uplift.range", {
              low: share(estimate.uplift.low),
              high: share(estimate.uplift.high),
            })}
          </small>
        </>
      )}
    </td>
  );
}
