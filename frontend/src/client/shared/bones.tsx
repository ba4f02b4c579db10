/** Rows in the shape of the list that is on its way. */
export function BoneRows({ rows = 4, label }: { rows?: number; label: string }) {
  return (
    <ul className="rows" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <li key={row} className="row" aria-hidden>
          <span className="bone icon" />
          <span className="words">
            <span className="bone" style={{ width: `${70 - ((row * 17) % 35)}%` }} />
            <span className="bone thin" />
          </span>
        </li>
      ))}
    </ul>
  );
}
