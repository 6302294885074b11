// The left rail: filters and layers, with the legend always in sight below
// them. On a phone it is a tab of the sheet.
import "./rail.css";
import { Filters } from "./filters";
import { Layers } from "./layers";
import { Legend } from "./legend";

export default function Rail() {
  return (
    <div className="rail" data-testid="rail">
      <div className="rail-scroll">
        <Filters />
        <Layers />
      </div>
      <Legend />
    </div>
  );
}
