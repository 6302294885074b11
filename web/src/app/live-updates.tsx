// Listens to the server's changes and says, in a line, who made the last one; and to the clock.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { watchDay } from "../state/day";
import { listenToChanges, useLastRevision } from "../state/live";
import { showToast } from "../state/toasts";
import { useTranslation } from "../ui/i18n";

export function LiveUpdates() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const change = useLastRevision();
  const told = useRef(0);
  useEffect(() => listenToChanges(client), [client]);
  useEffect(() => watchDay(client), [client]);
  useEffect(() => {
    if (!change || change.revision === told.current) return;
    told.current = change.revision;
    // What was done here has its own message, with a way back.
    if (change.actor === "web") return;
    showToast({
      tone: "plain",
      text: change.stations_count
        ? t("live.updated", { actor: change.actor, count: change.stations_count })
        : t("live.updatedPlain", { actor: change.actor }),
    });
  }, [change, t]);
  return null;
}
