// The menu's way to a picture of the map.
import { Image } from "lucide-react";
import { useTranslation } from "../../ui/i18n";
import { usePicture } from "./use-picture";

export default function PictureItem({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const take = usePicture();
  return (
    <button
      type="button"
      role="menuitem"
      disabled={take === null}
      onClick={() => void take?.().finally(done)}
    >
      <Image size={15} aria-hidden="true" /> {t("top.picture")}
    </button>
  );
}
