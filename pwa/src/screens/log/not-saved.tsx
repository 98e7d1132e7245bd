import type { Missing } from './saving'

/** Beside the button that was tapped: why the form was not taken. */
export function NotSaved({ missing }: { missing: Missing | null }) {
  return missing ? (
    <p class="wrong small" role="alert">
      {missing.text}
    </p>
  ) : null
}
