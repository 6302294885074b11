// The menu's way to a picture of the map.
import { Image } from "lucide-react";
import { useSwipeInUrl } from "../../state/one-date";
import { useTranslation } from "../../ui/i18n";
import { usePicture } from "./use-picture";

export default function PictureItem({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const take = usePicture();
  // The canvas of one date alone would be told as that of both.
  const divided = useSwipeInUrl();
  return (
    <button
      type="button"
      role="menuitem"
      disabled={take === null || divided}
      title={divided ? t("picture.oneDate") : undefined}
      onClick={() => void take?.().finally(done)}
    >
      <Image size={15} aria-hidden="true" /> {t("top.picture")}
    </button>
  );
}
