interface Props {
  label: string
  accept: string
  primary?: boolean
  disabled?: boolean
  /** Ids of the texts that describe it. */
  about?: string | undefined
  wrong?: boolean
  onFile: (file: File) => void
}

/** A button that opens the device's file chooser. The file input itself is hidden. */
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
