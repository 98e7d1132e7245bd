interface Props {
  done: number
  /** What by now should have been done. */
  planned?: number | null
  whole: number
}

/** A bar with a tick where the plan stands. What it shows is always said beside it. */
export function Bullet({ done, planned, whole }: Props) {
  const most = Math.max(whole, done, 1)
  const at = (value: number) => (Math.min(value, most) * 100) / most
  return (
    <svg class="bullet" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" y="2" width={at(whole)} height="8" />
      <rect class="fill" y="2" width={done > 0 ? Math.max(1, at(done)) : 0} height="8" />
      {planned !== null && planned !== undefined && (
        <path class="tick" d={`M${Math.min(Math.max(at(planned), 0.5), 99.5)} 0v12`} />
      )}
    </svg>
  )
}
