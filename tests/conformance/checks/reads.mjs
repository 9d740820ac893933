// What everybody may see.
export const checks = {
  async 'items come in the order in which they were asked for'(contract) {
    const sentence = contract.promise('The items, in the order of `e`.');
    const asked = ['fans', 'comments', 'like', 'share', 'like;p=other'];
    for (const path of ['/v1/read', '/v1/paint']) {
      const {json} = await contract.get(path, {site: contract.site, page: contract.page(), e: asked});
      const kinds = json?.items?.map(({kind}) => kind);
      contract.expect(sentence, String(kinds) === 'fans,comments,like,share,like', `${path} answers ${kinds}`);
    }
  },

  async 'a version is told, kept, and changes with the content'(contract) {
    const sentence = contract.promise('Changes when anything but `now` does.');
    const unchanged = contract.promise('The version that If-None-Match names is still right.');
    const key = contract.page();
    const read = (headers) => contract.read(`like;p=${key}`, {}, headers);
    const first = await read();
    const again = await read();
    contract.expect(sentence, first.headers.etag && first.headers.etag === again.headers.etag,
      `two reads of the same: ${first.headers.etag}, ${again.headers.etag}`);
    const asked = await read({'if-none-match': first.headers.etag});
    contract.expect(unchanged, asked.status === 304 && asked.text === '', `If-None-Match of the newest version: ${asked.status}`);
    await contract.visitor().post('like', {page: {key}, on: true});
    const changed = await read({'if-none-match': first.headers.etag});
    contract.expect(sentence, changed.status === 200 && changed.headers.etag !== first.headers.etag,
      `after a like: ${changed.status} ${changed.headers.etag}, before it ${first.headers.etag}`);
  },

  async 'an unknown page reads as zeros'(contract) {
    const sentence = contract.promise('An unknown page reads as zeros.');
    const {json} = await contract.read(['like', 'share', 'comments'], {page: contract.page()});
    const [like, share, thread] = json?.items ?? [];
    contract.expect(sentence, like?.count === 0 && share?.total === 0 && thread?.total === 0 && thread?.comments?.length === 0,
      JSON.stringify(json?.items)?.slice(0, 200));
  },

  async 'a page is named by its key, else its canonical link, else its address'(contract) {
    const sentence = contract.promise('The key, else the canonical link, else the address names the page.');
    const unique = contract.page();
    const address = `${contract.origin}/${unique}.html?utm_source=mail#top`;
    const canonical = `${contract.origin}/${unique}-canonical`;
    const visitor = contract.visitor();
    const liked = async (page) => (await visitor.post('like', {page, on: true})).json?.page;
    const byKey = await liked({key: unique, canonical, address});
    const byLink = await liked({canonical, address});
    const byAddress = await liked({address});
    contract.expect(sentence, byKey === unique, `with a key it is called ${byKey}`);
    contract.expect(sentence, byLink?.endsWith(`${unique}-canonical`), `with a canonical link it is called ${byLink}`);
    contract.expect(sentence, byAddress?.endsWith(`${unique}.html`), `by its address it is called ${byAddress}`);
    const read = await contract.item('like', {address});
    contract.expect(sentence, read.page === byAddress && read.count === 1, `a read by the same address finds ${JSON.stringify(read)}`);
  },

  async 'nobody knows an unknown token'(contract) {
    const sentence = contract.promise('In the order of `e`; all false and empty for a token that nobody knows.');
    const {token} = contract.visitor();
    const {json} = await contract.post('/v1/mine', {site: contract.site, token, address: `${contract.origin}/${contract.page()}`, e: ['like', 'fans', 'share', 'comments']});
    const [like, fans, share, thread] = json?.items ?? [];
    contract.expect(sentence, like?.liked === false && fans?.joined === false && share?.shared?.length === 0 && thread?.mine?.length === 0,
      JSON.stringify(json)?.slice(0, 200));
  },

  async 'paging shows every comment once'(contract) {
    const sentence = contract.promise('Cursor of the next page; empty at the end.');
    const key = contract.page();
    const posted = [];
    for (let i = 0; i < 7; ++i) {
      const {json} = await contract.visitor().post('comment', {page: {key}, text: `Comment ${i}`});
      posted.push(json?.comment?.id);
    }
    for (const sort of ['newest', 'oldest']) {
      const seen = [];
      let after = '';
      for (let pages = 0; pages < 10; ++pages) {
        const thread = await contract.item(`comments;p=${key};o=${sort};limit=3${after && `;after=${encodeURIComponent(after)}`}`);
        seen.push(...(thread.comments ?? []).map(({id}) => id));
        after = thread.next;
        if (!after) break;
        if (pages === 0) await contract.visitor().post('comment', {page: {key}, text: 'In between'}).then(({json}) => sort === 'oldest' && posted.push(json?.comment?.id));
      }
      const wanted = sort === 'newest' ? posted.slice(0, 7).reverse() : posted;
      contract.expect(sentence, wanted.every((id) => seen.filter((one) => one === id).length === 1),
        `${sort}: of ${wanted.length} comments, shown were ${seen.length}: ${seen}`);
      if (sort === 'newest') posted.push(...(await contract.item(`comments;p=${key};o=newest;limit=1`)).comments?.map(({id}) => id) ?? []);
    }
  },
};
