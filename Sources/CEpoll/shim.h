/* The declarations of Linux that Swift's Glibc module leaves out. Nothing here is compiled C. */
#ifndef PARLEY_CEPOLL_SHIM_H
#define PARLEY_CEPOLL_SHIM_H

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

/* Declared by glibc for _GNU_SOURCE only. */
extern int accept4(int, struct sockaddr *, socklen_t *, int);

#endif
