interface Props {
  label: string
  accept: string
  primary?: boolean
  disabled?: boolean
  /** Ids of what is said about it. */
  about?: string | undefined
  wrong?: boolean
  onFile: (file: File) => void
}

/** A button that opens the device's files. The browser's own field stays below it, never seen. */
export function FileButton({ label, accept, primary, disabled, about, wrong, onFile }: Props) {
  return (
    <label class={primary ? 'button primary pick' : 'button pick'}>
      {label}
      <input
        type="file"
        accept={accept}
        disabled={disabled}
        aria-describedby={about}
        aria-invalid={wrong ? 'true' : undefined}
        onChange={({ currentTarget: input }) => {
          const file = input.files?.[0]
          input.value = '' // the same file may be chosen again
          if (file) onFile(file)
        }}
      />
    </label>
  )
}
