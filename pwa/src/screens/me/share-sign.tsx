/** Safari's share button as it looks, so that it is found by its picture. */
export function ShareSign() {
  return (
    <svg
      class="share-sign"
      width="28"
      height="28"
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
    >
      <path
        d="M12 15V3m-4 4 4-4 4 4M7 10H5v11h14V10h-2"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
