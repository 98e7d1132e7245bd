/** When a session went on: "09:00", or "09:00–10:30" where it says when it was over. */
export const formatSessionTime = ({ start, end }: { start?: unknown; end?: unknown }): string =>
  end ? `${start}–${end}` : String(start ?? '')
