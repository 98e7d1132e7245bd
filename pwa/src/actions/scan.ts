/** Reads QR codes out of camera frames. Loaded when first needed. */
export interface Scanner {
  /** The text of a QR code in this frame, or null. */
  read(frame: HTMLVideoElement | ImageBitmap | Blob): Promise<string | null>
}

/** The browser's own detector, else the one that the app carries. */
export declare function openScanner(): Promise<Scanner>
