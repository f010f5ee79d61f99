// A photograph made small on the device itself. Drawing it anew leaves behind everything a camera writes beside the picture,
// such as the place where it was taken.

const LONGEST = 1600; // pixels
const QUALITY = 0.86;

/** A picture file → {picture, data}: something to draw, and the new JPEG as text for the draft. Fails for what is no picture. */
export async function photographOf(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "white"; // a JPEG has nothing see-through
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return { picture: canvas, data: canvas.toDataURL("image/jpeg", QUALITY).split(",")[1] };
}

/** The JPEG of a draft as a file. */
export function jpegOf(data) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: "image/jpeg" });
}
