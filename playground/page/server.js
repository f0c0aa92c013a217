// Talking to the playground's control API.

export async function get(path) {
  return answered(await fetch(`/play/${path}`));
}

export async function post(path, fields) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(`/play/${path}`, { method: "POST", headers, body: JSON.stringify(fields) }));
}

// A chosen file as the control API takes it.
export async function asFields(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, mime: file.type || "application/octet-stream", content: btoa(binary) };
}

async function answered(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || `The server answered ${response.status}.`);
  return body;
}

// Everything that happens after `since`; `lost` is called once when the connection is gone.
export function listen(since, happened, lost) {
  const source = new EventSource(`/play/events?since=${since}`);
  source.onmessage = (message) => happened(JSON.parse(message.data));
  source.onerror = () => {
    source.close();
    lost();
  };
}
