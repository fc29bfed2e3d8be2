// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_afternm;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_beforenm;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_keypair;
import static com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305.crypto_box_open;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.zeromq.ZMQ;

/** A hostile peer: ZMTP 3.0 with CURVE (ZeroMQ RFC 23, 26) by hand, which can say what the library would not. */
final class RawCurvePeer implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final byte[] serverKey;
    private final byte[] publicKey;
    private final byte[] secretKey;
    private final byte[] shortPublic = new byte[32];
    private final byte[] shortSecret = new byte[32];
    private final byte[] shared = new byte[32];
    private byte[] serverShort = new byte[32];
    private byte[] cookie = new byte[96];
    private long nonce = 1;

    RawCurvePeer(String endpoint, String serverKey, ZMQ.Curve.KeyPair keys) throws IOException {
        URI uri = URI.create(endpoint);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(10_000);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        this.serverKey = ZMQ.Curve.z85Decode(serverKey);
        publicKey = ZMQ.Curve.z85Decode(keys.publicKey);
        secretKey = ZMQ.Curve.z85Decode(keys.secretKey);
        crypto_box_keypair(shortPublic, shortSecret);
    }

    /** Sends a greeting and reads the server's. */
    void greet(String mechanism) throws IOException {
        byte[] greeting = new byte[64];
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        byte[] name = mechanism.getBytes(US_ASCII);
        System.arraycopy(name, 0, greeting, 12, name.length);
        out.write(greeting);
        out.flush();
        in.readFully(new byte[64]);
    }

    /** Shakes hands up to the cookie. */
    void hello() throws IOException {
        byte[] box = box(new byte[64], nonce("CurveZMQHELLO---", nonce), serverKey, shortSecret);
        command(join("\5HELLO".getBytes(US_ASCII), new byte[] {1, 0}, new byte[72], shortPublic, number(nonce++), box));
        byte[] welcome = frame();
        byte[] plain = open(
                Arrays.copyOfRange(welcome, 24, welcome.length),
                join("WELCOME-".getBytes(US_ASCII), Arrays.copyOfRange(welcome, 8, 24)),
                serverKey,
                shortSecret);
        serverShort = Arrays.copyOf(plain, 32);
        cookie = Arrays.copyOfRange(plain, 32, 128);
        crypto_box_beforenm(shared, serverShort, shortSecret);
    }

    /** Ends the handshake with metadata of any kind; returns the server's word, such as READY. */
    String initiate(Map<String, byte[]> metadata) throws IOException {
        initiateOnly(metadata);
        byte[] answer = frame();
        return new String(answer, 1, answer[0], US_ASCII);
    }

    void initiateOnly(Map<String, byte[]> metadata) throws IOException {
        byte[] vouchNonce = new byte[16];
        byte[] vouch = box(
                join(shortPublic, serverKey), join("VOUCH---".getBytes(US_ASCII), vouchNonce), serverShort, secretKey);
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> property : metadata.entrySet()) {
            properties.write(property.getKey().length());
            properties.write(property.getKey().getBytes(US_ASCII));
            properties.write(
                    ByteBuffer.allocate(4).putInt(property.getValue().length).array());
            properties.write(property.getValue());
        }
        byte[] box = box(
                join(publicKey, vouchNonce, vouch, properties.toByteArray()),
                nonce("CurveZMQINITIATE", nonce),
                serverShort,
                shortSecret);
        command(join("\10INITIATE".getBytes(US_ASCII), cookie, number(nonce++), box));
    }

    /** Sends a message, of one frame. */
    void send(byte[] payload) throws IOException {
        byte[] plain = join(new byte[33], payload);
        byte[] box = new byte[plain.length];
        crypto_box_afternm(box, plain, plain.length, nonce("CurveZMQMESSAGEC", nonce), shared);
        write(0, join("\7MESSAGE".getBytes(US_ASCII), number(nonce++), Arrays.copyOfRange(box, 16, box.length)));
    }

    /** Writes bytes as they are. */
    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Returns what the socket's own address is, as the server sees it. */
    String address() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    /** Returns whether the server has ended the connection, reading what it still sent. */
    boolean ended() {
        try {
            socket.setSoTimeout(50);
            return in.read(new byte[8192]) < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void command(byte[] body) throws IOException {
        write(4, body);
    }

    private void write(int flags, byte[] body) throws IOException {
        write(
                body.length < 256
                        ? join(new byte[] {(byte) flags, (byte) body.length}, body)
                        : join(new byte[] {(byte) (flags | 2)}, number(body.length), body));
    }

    private byte[] frame() throws IOException {
        int flags = in.readUnsignedByte();
        int length = (flags & 2) == 0 ? in.readUnsignedByte() : (int) in.readLong();
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    private static byte[] box(byte[] plain, byte[] nonce, byte[] publicKey, byte[] secretKey) {
        byte[] padded = join(new byte[32], plain);
        byte[] box = new byte[padded.length];
        crypto_box(box, padded, padded.length, nonce, publicKey, secretKey);
        return Arrays.copyOfRange(box, 16, box.length);
    }

    private static byte[] open(byte[] box, byte[] nonce, byte[] publicKey, byte[] secretKey) {
        byte[] padded = join(new byte[16], box);
        byte[] plain = new byte[padded.length];
        if (crypto_box_open(plain, padded, padded.length, nonce, publicKey, secretKey) != 0) {
            throw new IllegalStateException("the server's box is not genuine");
        }
        return Arrays.copyOfRange(plain, 32, plain.length);
    }

    private static byte[] nonce(String prefix, long number) {
        return join(prefix.getBytes(US_ASCII), number(number));
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
