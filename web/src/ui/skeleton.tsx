// Grey bars where an answer is about to stand, so that nothing jumps when it comes.
export function Skeleton({ lines = 3, height = 14 }: { lines?: number; height?: number }) {
  return (
    <div className="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} style={{ height, width: `${92 - ((i * 23) % 40)}%` }} />
      ))}
    </div>
  );
}
