// Deletes a campaign, after asking once more, and goes back to the list.
import type { Campaign } from "../../api/campaigns";
import { asProblem } from "../../api/problem";
import { useDeleteCampaign } from "../../state/campaigns";
import { useGoTo } from "../../state/pages";
import { showToast } from "../../state/toasts";
import { useTranslation } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";
import { SureButton } from "../../ui/sure-button";

export function DeleteCampaign({ campaign: { code, name } }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const goTo = useGoTo();
  const remove = useDeleteCampaign(code);
  return (
    <SureButton
      className="button at-end"
      sure={t("campaigns.deleteSure")}
      disabled={remove.isPending}
      onSure={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            showToast({ text: t("campaigns.deleted", { name }), tone: "plain" });
            goTo("/campaigns");
          },
          onError: (error) => showToast({ text: problemText(asProblem(error), t), tone: "bad" }),
        })
      }
    >
      {t("campaigns.delete")}
    </SureButton>
  );
}
