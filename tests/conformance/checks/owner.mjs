// What the owner of the site may do.
export const checks = {
  async 'the owner hides, deletes and restores'(contract) {
    const sentence = contract.promise('Hide, delete, restore, pin or feature a comment; owner or moderator');
    const page = {key: contract.page()};
    const id = (await contract.visitor().post('comment', {page, text: 'Well'})).json?.comment?.id;
    const act = (deed, key = contract.ownerKey) => contract.post('/v1/owner/comment', {site: contract.site, owner_key: key, id, do: deed});
    contract.expect(sentence, (await act('hide', 'wrong')).status === 401, 'a wrong key is not refused');
    for (const [deed, total] of [['hide', 0], ['restore', 1], ['delete', 0], ['restore', 1]]) {
      const {status, json} = await act(deed);
      contract.expect(sentence, status === 200 && json?.total === total, `${deed}: ${status} ${JSON.stringify(json)}`);
    }
  },

  async 'a closed thread takes no comments'(contract) {
    const sentence = contract.promise("Close a page's thread, or open it again");
    const page = {key: contract.page()};
    const close = (closed) => contract.post('/v1/owner/thread', {site: contract.site, owner_key: contract.ownerKey, page, closed});
    const comment = async () => (await contract.visitor().post('comment', {page, text: 'Hello'})).status;
    await close(true);
    contract.expect(sentence, (await comment()) === 409, 'a comment on a closed thread is not refused with 409');
    await close(false);
    contract.expect(sentence, (await comment()) === 200, 'an opened thread refuses comments');
  },

  async 'a blocked author stays out'(contract) {
    const sentence = contract.promise('Block the author of a comment on this site, or let them back in');
    const page = {key: contract.page()};
    const author = contract.visitor();
    const id = (await author.post('comment', {page, text: 'Hello'})).json?.comment?.id;
    const block = (blocked) => contract.post('/v1/owner/visitor', {site: contract.site, owner_key: contract.ownerKey, comment: id, blocked});
    await block(true);
    contract.expect(sentence, (await author.post('like', {page, on: true})).json?.code === 28, 'a blocked visitor may like');
    await block(false);
    contract.expect(sentence, (await author.post('like', {page, on: true})).status === 200, 'a visitor stays blocked');
  },
};
