// The line to the desk: what a form's page tells it, and what can become of that.
//
// "told"         the desk has it; `news` is its answer
// "refused"      it was heard and not taken; `problem` says why, `news` may say more
// "logged-out"   nobody is logged in in this browser
// "other-person" somebody else is
// "shut"         this person may not write it any more
// "unreachable"  nothing came back, or nothing of use

const PATIENCE = 10_000; // milliseconds

export const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;

// A log-in changes the token; whoever logs in elsewhere in this browser leaves this page with an old one.
export const refreshToken = async () => {
  const { content: address } = document.querySelector("meta[name=csrf]");
  const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  const { csrf_token: fresh } = await response.json();
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = fresh; });
};

const post = (address, body, { keepalive }) => fetch(address, {
  method: "POST",
  body,
  keepalive,
  redirect: "manual", // a way to the log-in page is an answer of its own
  headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
  signal: keepalive ? undefined : AbortSignal.timeout(PATIENCE),
});

const notTaken = async (outcome, response) => {
  const news = await response.json().catch(() => ({}));
  return { outcome, news, problem: news.problem ?? "This was not taken." };
};

const understood = async (response) => {
  if (response.type === "opaqueredirect" || response.status === 401) return { outcome: "logged-out" };
  if (response.ok) return { outcome: "told", news: await response.json() };
  if ([403, 404].includes(response.status)) return { outcome: "shut" };
  if (response.status === 409) return notTaken("other-person", response);
  if ([400, 413, 422].includes(response.status)) return notTaken("refused", response);
  return { outcome: "unreachable" };
};

export const tell = async (address, message, { keepalive = false } = {}) => {
  const body = JSON.stringify(message);
  try {
    const response = await post(address, body, { keepalive });
    if (response.status !== 403 || keepalive) return await understood(response);
    await refreshToken();
    return await understood(await post(address, body, { keepalive }));
  } catch {
    return { outcome: "unreachable" };
  }
};
