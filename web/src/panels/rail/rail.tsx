// The left rail: filters, layers and legend. On a phone it is a tab of the sheet.
import "./rail.css";
import { Filters } from "./filters";
import { Layers } from "./layers";
import { Legend } from "./legend";

export default function Rail() {
  return (
    <div className="rail" data-testid="rail">
      <Filters />
      <Layers />
      <Legend />
    </div>
  );
}
