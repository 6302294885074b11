// The page /import. The small map is put in here: panels and maps do not know each other.
import { lazy, Suspense } from "react";
import { Imports } from "../../panels/import/imports";

const PointsMap = lazy(() => import("../../map/points-map"));

export default function ImportPage() {
  return (
    <Imports
      pointsMap={(points, label) => (
        <Suspense fallback={<div className="points-map" aria-hidden="true" />}>
          <PointsMap points={points} label={label} />
        </Suspense>
      )}
    />
  );
}
