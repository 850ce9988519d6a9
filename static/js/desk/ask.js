// What the desk answers to a question in an address: ask("/admin/…/find/", { q: "harbour" }).

export const ask = async (place, questions) => {
  const address = new URL(place, location);
  Object.entries(questions).forEach(([name, value]) => address.searchParams.set(name, value));
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  // Who is not logged in any more is led to the log-in page.
  if (!response.ok || response.redirected) throw new Error(`${response.status} ${response.url}`);
  return response.json();
};
