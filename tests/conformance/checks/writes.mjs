// What visitors do.
export const checks = {
  async 'a like counts once a visitor and can be taken back'(contract) {
    const sentence = contract.promise('Like a page, or take it back');
    const page = {key: contract.page()};
    const [one, other] = [contract.visitor(), contract.visitor()];
    const count = async (visitor, on) => (await visitor.post('like', {page, on})).json?.count;
    const counts = [await count(one, true), await count(one, true), await count(other, true), await count(one, false), await count(one, false)];
    contract.expect(sentence, String(counts) === '1,1,2,1,1', `counts after like, like, other's like, back, back: ${counts}`);
    contract.expect(sentence, (await contract.item(`like;p=${page.key}`)).count === 1, 'the read count differs');
  },

  async 'a share counts once a visitor, network and page'(contract) {
    const sentence = contract.promise('Count a share, once per visitor, network and page');
    const page = {key: contract.page()};
    const [one, other] = [contract.visitor(), contract.visitor()];
    const totals = [];
    for (const [visitor, network] of [[one, 'x'], [one, 'x'], [one, 'email'], [other, 'x']])
      totals.push((await visitor.post('share', {page, network})).json?.total);
    contract.expect(sentence, String(totals) === '1,1,2,3', `totals: ${totals}`);
  },

  async 'fans join and leave'(contract) {
    const sentence = contract.promise('Join the fans of the site or of one of its communities, or leave');
    const community = contract.page('band');
    const fan = contract.visitor();
    const counts = [];
    for (const on of [true, true, false]) counts.push((await fan.post('fan', {community, on})).json?.count);
    contract.expect(sentence, String(counts) === '1,1,0', `counts: ${counts}`);
  },

  async 'the same key and wish is answered the same, and counts once'(contract) {
    const sentence = contract.promise('The same key with the same wish answers the same again and changes nothing');
    const page = {key: contract.page()};
    for (const [verb, members] of [['like', {on: true}], ['share', {network: 'copy'}], ['comment', {text: 'Once only', name: 'Ana'}]]) {
      const visitor = contract.visitor();
      const key = contract.key();
      const first = await visitor.post(verb, {page, key, ...members});
      const again = await visitor.post(verb, {page, key, ...members});
      contract.expect(sentence, first.status === 200 && first.text === again.text, `${verb}: ${first.text}, then ${again.text}`);
    }
    const {total} = await contract.item(`comments;p=${page.key}`);
    contract.expect(sentence, total === 1, `one comment was posted twice under one key, the thread counts ${total}`);
  },

  async 'the same key with another wish is refused'(contract) {
    const sentence = contract.promise('with another wish it is refused (`key_reused`)');
    const nothing = contract.promise('Refused, and nothing changed.');
    const page = {key: contract.page()};
    const visitor = contract.visitor();
    const key = contract.key();
    await visitor.post('like', {page, key, on: true});
    const {status, json} = await visitor.post('like', {page, key, on: false});
    contract.expect(sentence, status === 422 && json?.code === 30, `${status} ${JSON.stringify(json)}`);
    contract.expect(nothing, (await contract.item(`like;p=${page.key}`)).count === 1, 'the refused write changed the count');
  },

  async 'a refused write may come again'(contract) {
    const sentence = contract.promise('A refused write may be tried again under its key.');
    const page = {key: contract.page()};
    const visitor = contract.visitor();
    const key = contract.key();
    await visitor.post('comment', {page, key, text: ''});
    const {status, text} = await visitor.post('comment', {page, key, text: 'Now with words'});
    contract.expect(sentence, status === 200, `${status} ${text}`);
  },

  async 'an origin must be on the list'(contract) {
    const sentence = contract.promise("An `Origin` header must be on the site's list.");
    const page = {key: contract.page()};
    const like = (origin) => contract.visitor().post('like', {page, on: true}, {headers: {origin}});
    const foreign = await like('https://conformance.invalid');
    contract.expect(sentence, foreign.status === 403 && foreign.json?.code === 26, `a foreign origin: ${foreign.status} ${foreign.text}`);
    const own = await like(contract.origin);
    contract.expect(sentence, own.status === 200, `the site's origin ${contract.origin}: ${own.status} ${own.text}`);
  },

  async 'a comment is shown as it was answered, in its place'(contract) {
    const sentence = contract.promise('As everybody sees it now');
    const key = contract.page();
    const visitor = contract.visitor();
    const root = (await visitor.post('comment', {page: {key}, name: 'Ana', text: 'Hello **you**'})).json?.comment;
    const reply = (await contract.visitor().post('comment', {page: {key}, parent: root?.id, text: 'Hello'})).json?.comment;
    const thread = await contract.item(`comments;p=${key}`);
    const [first, second] = thread.comments ?? [];
    contract.expect(sentence, first?.id === root?.id && JSON.stringify(first?.body) === JSON.stringify(root?.body) && first?.name === 'Ana',
      `posted ${JSON.stringify(root)}, shown ${JSON.stringify(first)}`);
    contract.expect(sentence, second?.id === reply?.id && second?.parent === root?.id && second?.depth === 1, `the reply: ${JSON.stringify(second)}`);
    contract.expect(contract.promise('Opaque; sorts by time.'), root?.id < reply?.id, `${root?.id}, then ${reply?.id}`);
  },

  async 'text is never markup'(contract) {
    const sentence = contract.promise("The safe tree of a comment's text, at most 100 levels deep.");
    const text = '<script>alert(1)</script> [a](javascript:alert(1)) <img src=x onerror=alert(1)> [b](https://b.example)';
    const {json} = await contract.visitor().post('comment', {page: {key: contract.page()}, text});
    const links = JSON.stringify(json?.comment?.body ?? '').match(/\["a","([^"]*)"/g);
    contract.expect(sentence, String(links) === '["a","https://b.example"', `links: ${links}`);
  },

  async 'only authors delete, and replies keep their place'(contract) {
    const sentence = contract.promise('a tombstone where there are replies, else null');
    const own = contract.promise("Delete one's own comment");
    const page = {key: contract.page()};
    const author = contract.visitor();
    const post = async (members) => (await author.post('comment', {page, text: 'Soon gone', ...members})).json?.comment?.id;
    const root = await post({});
    const reply = await post({parent: root});
    const foreign = await contract.visitor().post('comment/delete', {page, id: root});
    contract.expect(own, foreign.status === 403, `somebody else's comment: ${foreign.status} ${foreign.text}`);
    const tombstone = (await author.post('comment/delete', {page, id: root})).json;
    contract.expect(sentence, tombstone?.comment?.status === 'deleted' && !tombstone.comment.body, JSON.stringify(tombstone));
    const gone = (await author.post('comment/delete', {page, id: reply})).json;
    contract.expect(sentence, gone && gone.comment === null, JSON.stringify(gone));
  },

  async 'what is mine is told to me alone'(contract) {
    const sentence = contract.promise('What one visitor did among the elements of a page; registers nobody');
    const key = contract.page();
    const visitor = contract.visitor();
    await visitor.post('like', {page: {key}, on: true});
    const id = (await visitor.post('comment', {page: {key}, text: 'Mine'})).json?.comment?.id;
    const mine = async (token) => (await contract.post('/v1/mine', {site: contract.site, token, e: [`like;p=${key}`, `comments;p=${key}`]})).json?.items;
    const own = await mine(visitor.token);
    contract.expect(sentence, own?.[0]?.liked === true && own?.[1]?.mine?.[0] === id, JSON.stringify(own));
    const other = await mine(contract.visitor().token);
    contract.expect(sentence, other?.[0]?.liked === false && other?.[1]?.mine?.length === 0, JSON.stringify(other));
  },
};
