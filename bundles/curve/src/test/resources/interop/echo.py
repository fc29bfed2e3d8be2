# SPDX-License-Identifier: Apache-2.0
# libzmq's side of LibzmqInteropTest. Arguments: server|client, then
#   server: our public and secret key; prints the port, then echoes until stdin ends
#   client: endpoint, the server's public key, sizes; prints "ok" or fails
import sys
import zmq

context = zmq.Context()
if sys.argv[1] == "server":
    socket = context.socket(zmq.ROUTER)
    socket.curve_server = True
    socket.curve_publickey = sys.argv[2].encode()
    socket.curve_secretkey = sys.argv[3].encode()
    socket.linger = 0
    print(socket.bind_to_random_port("tcp://127.0.0.1"), flush=True)
    poller = zmq.Poller()
    poller.register(socket, zmq.POLLIN)
    poller.register(sys.stdin, zmq.POLLIN)
    while True:
        ready = dict(poller.poll(10000))
        if socket in ready:
            socket.send_multipart(socket.recv_multipart())
        else:
            break
else:
    socket = context.socket(zmq.DEALER)
    public, secret = zmq.curve_keypair()
    socket.curve_serverkey = sys.argv[3].encode()
    socket.curve_publickey = public
    socket.curve_secretkey = secret
    socket.linger = 0
    socket.rcvtimeo = 5000
    socket.connect(sys.argv[2])
    for size in sys.argv[4:]:
        sent = bytes(i % 251 for i in range(int(size)))
        socket.send(sent)
        assert socket.recv() == sent, size
    print("ok", flush=True)
socket.close()
