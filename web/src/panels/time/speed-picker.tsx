// How fast the months go by while playing.
import { SPEEDS, setSpeed, useSpeed } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

export function SpeedPicker() {
  const { t } = useTranslation();
  const speed = useSpeed();
  return (
    <span className="speed-picker period-picker">
      <span className="button number" aria-hidden="true">
        {`${speed}×`}
      </span>
      <select
        aria-label={t("time.speed")}
        title={t("time.speed")}
        value={speed}
        onChange={(e) => setSpeed(Number(e.target.value))}
      >
        {SPEEDS.map((each) => (
          <option key={each} value={each}>
            {`${each}×`}
          </option>
        ))}
      </select>
    </span>
  );
}
