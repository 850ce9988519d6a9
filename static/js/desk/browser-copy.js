// What is typed and not at the desk yet, kept in this browser: one record for each open form.
//
// {key, person, address, message}; `message` is what the desk is to be told at that address. One
// without an address is nothing to be told: its own page offers it.
// Where the browser keeps nothing (a private window may not), there is just no second place.

const TYPED = "typed";

let database; // once it is open

const opening = new Promise((resolve) => {
  const request = indexedDB.open("desk", 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(TYPED, { keyPath: "key" }));
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => resolve(null));
}).then((opened) => (database = opened));

const done = (request) => new Promise((resolve) => {
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => resolve(null));
});

const act = (mode, change) => {
  const transaction = database.transaction(TYPED, mode, { durability: "strict" });
  const result = done(change(transaction.objectStore(TYPED)));
  transaction.commit?.(); // a page that is being left has no later
  return result;
};

// Begun at once where it can be: a page that is being left waits for nothing.
const within = (mode, change) => {
  if (database) return act(mode, change);
  return opening.then((opened) => (opened ? act(mode, change) : null));
};

export const put = (record) => within("readwrite", (store) => store.put(record));

export const remove = (key) => within("readwrite", (store) => store.delete(key));

export const clear = () => within("readwrite", (store) => store.clear());

export const all = async () => (await within("readonly", (store) => store.getAll())) ?? [];
