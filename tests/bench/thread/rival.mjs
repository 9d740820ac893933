// A page of a rival: asks the same server for the same comments, and shows them by its own script.
export async function rival(make) {
  const host = document.querySelector('#thread');
  const {api, key} = host.dataset;
  const element = encodeURIComponent(`comments;p=${key};o=oldest`);
  const answer = await fetch(`${api}/v1/read?site=demo&lang=en&address=${encodeURIComponent(location.href)}&e=${element}`);
  const text = await answer.text();
  const root = document.createElement('div');
  host.attachShadow({mode: 'open'}).append(root);
  make(document.querySelector('#comment').content.firstChild, JSON.parse(text).now).build(root, text);
}
