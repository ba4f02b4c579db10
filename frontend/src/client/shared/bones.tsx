/** Rows in the shape of the list that is on its way. */
export function BoneRows({ rows = 4, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      <div className="rows" aria-hidden>
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
          <div key={row} className="row">
            <span className="bone icon" />
            <span className="words">
              <span className="bone" style={{ width: `${70 - ((row * 17) % 35)}%` }} />
              <span className="bone thin" />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
