package io.millrace.server.reshard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Which node takes a stream on first, so that the others need not try: the live member whose hash with the stream is the lowest
 * (rendezvous hashing). It is a courtesy and no lock: the others wait a while, each a little longer, and then go on
 * themselves (rule R7). What they do at the same time the catalog serialises.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Rendezvous_hashing">Rendezvous hashing</a>
 */
public final class Stewardship implements Courtesy {

    private final NodeIdentity self;
    private final Membership membership;

    public Stewardship(NodeIdentity self, Membership membership) {
        this.self = self;
        this.membership = membership;
    }

    @Override
    public Duration patience(String subject) {
        return self.lease().multipliedBy(2 * rank(subject));
    }

    private long rank(String subject) {
        byte[] own = hash(self.incarnation(), subject);
        return membership.live().stream()
                .map(Membership.Member::incarnation)
                .filter(member -> !member.equals(self.incarnation()))
                .filter(member -> Arrays.compareUnsigned(hash(member, subject), own) < 0)
                .count();
    }

    private static byte[] hash(String member, String subject) {
        try {
            return MessageDigest.getInstance("MD5").digest((member + "/" + subject).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
