// The menu's way to a picture of the map.
import { Image } from "lucide-react";
import { useCompared } from "../../state/compare";
import { OneDate, useSwipeInUrl } from "../../state/one-date";
import { useTranslation } from "../../ui/i18n";
import { usePicture } from "./use-picture";

interface Props {
  done: () => void;
}

export default function PictureItem({ done }: Props) {
  const compared = useCompared();
  const divided = useSwipeInUrl() && compared && compared.before !== compared.after;
  // Side by side, each side shows its own date, and the legend is that of both.
  return (
    <OneDate>
      <Item done={done} sides={divided ? [compared.before, compared.after] : null} />
    </OneDate>
  );
}

function Item({ done, sides }: Props & { sides: [string, string] | null }) {
  const { t } = useTranslation();
  const take = usePicture(sides);
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
