/** Tells the page whose work is waiting that its session is back, and closes the small window. */

new BroadcastChannel("accounts").postMessage("logged-in"); // heard by pages of this site only
if (window.opener) window.close();
