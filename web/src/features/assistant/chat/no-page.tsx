/** The page of all conversations shows the one in the address too: it stays as it is when a new one gets its address. */
export default function NoPage() {
  return null;
}
